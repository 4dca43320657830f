"""An analysis for people: on the terminal, as a page, as a workbook; and the schema of its JSON."""
