"""From a report and its parse to claims."""
