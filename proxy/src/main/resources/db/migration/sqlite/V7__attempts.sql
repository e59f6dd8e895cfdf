-- Every gateway that the call was offered to, in order: a JSON array, as the API gives it out. NULL:
-- none, or the record is older.
ALTER TABLE cdr ADD COLUMN attempts TEXT;
