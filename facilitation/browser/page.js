// Page: everything a page can do more when scripts run. Without them each page works as it is.
