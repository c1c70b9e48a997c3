-- A view holds its columns fast; these are made again after the migrations.
DROP VIEW IF EXISTS written_case, seen_case;
