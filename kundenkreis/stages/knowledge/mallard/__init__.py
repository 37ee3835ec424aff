"""Help pages in Mallard (projectmallard.org), as GNOME writes them, become articles.

`page` reads one file, `markdown` says it in Markdown, `importer` takes a whole folder.
"""
