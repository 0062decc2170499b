"""What is for the technician alone: accounts, and the service menu behind them."""
