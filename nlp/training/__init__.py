"""Training: from labelled paragraphs to a model folder. Nothing here is needed to analyse a report."""
