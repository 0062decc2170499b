"""Cards, printers, speakers, scanners: drivers and their simulators, which know no retiree."""
