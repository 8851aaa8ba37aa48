"""How a claim is found: readers make documents of files, rules make claims of documents, linking makes results."""
