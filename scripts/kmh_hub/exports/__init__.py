"""What others read: calendars, citations, linked data, feeds, open data; pure functions."""
