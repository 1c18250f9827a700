"""The KMH seminar hub: seminar.yml and Markdown in, a static site in several languages out."""
