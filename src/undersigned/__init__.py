"""Undersigned: public contracts, traced to the companies behind them."""
