-- The words of a listing, each made one number with its shop: looked up by it, a word costs as much as the shop
-- has listings with it, and not as much as the whole country has. What a good is (`^`) is never looked up.
create function search_terms(shop uuid, words tsvector) returns int8[]
language sql immutable strict parallel safe cost 1000 as $$
  select array_agg(hashtextextended(word collate "C", uuid_hash_extended(shop, 0)))
  from unnest(tsvector_to_array(words)) as word where word not like '^%'
$$;

drop index if exists search_documents_words;

-- Without fast update: its pending list would be read through by every query.
create index search_documents_terms on search_documents using gin (search_terms(shop_id, words))
  with (fastupdate = off);
