"""Agendas, calendars and captions that others wrote, brought into seminars' folders."""
