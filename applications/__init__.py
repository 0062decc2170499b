"""One file per application: it describes itself, asks for records and answers pages.

No Kivy, no HTTP, no SQL, and no clock but the one in ``Ask``.
"""
