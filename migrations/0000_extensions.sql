-- What the generated tables stand on. All of these are trusted extensions of PostgreSQL itself.
create extension if not exists pg_trgm;
create extension if not exists unaccent;
create extension if not exists btree_gin;
