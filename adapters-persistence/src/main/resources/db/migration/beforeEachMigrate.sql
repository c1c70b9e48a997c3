-- A view holds its columns fast; it is made again after the migrations.
DROP VIEW IF EXISTS written_case;
