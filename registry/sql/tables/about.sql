-- What this file is: its format, and the versions of the views and the catalogue written into it.
CREATE TABLE store.about (
    key VARCHAR NOT NULL,
    value VARCHAR NOT NULL
);
