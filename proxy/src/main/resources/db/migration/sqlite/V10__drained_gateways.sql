-- Gateways, and edges of other points of presence, that an operator keeps new calls from.
CREATE TABLE drained_gateway (
  carrier TEXT    NOT NULL, -- pop for the edge of another point of presence
  gateway TEXT    NOT NULL,
  since   INTEGER NOT NULL, -- in ms since 1970
  PRIMARY KEY (carrier, gateway)
) STRICT, WITHOUT ROWID;
