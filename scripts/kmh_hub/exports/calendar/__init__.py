"""Calendars: RFC 5545."""
