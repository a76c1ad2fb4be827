"""The web face: pages, their JSON twins, and nothing that reads literature or builds evidence."""
