-- 签名: by which key the checkpoint was signed, which lies outside the database; empty for those before there was one.
ALTER TABLE checkpoint
    ADD COLUMN key_id    text,
    ADD COLUMN signature bytea,
    ADD CONSTRAINT signed_by_a_key CHECK ((key_id IS NULL) = (signature IS NULL));
