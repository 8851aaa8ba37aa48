-- In which document of `ranked` a claim stands, found by the first 8 digits of its id, as a number; others may share them.
CREATE TABLE store.claim_place (
    start UINTEGER NOT NULL,
    place BIGINT NOT NULL
);
