-- The words of a listing, each made one number with its shop: a word then costs as much as the shop has listings
-- with it, and not as much as the whole country has. The shop fills the upper half, so that what one shop has lies
-- on a few pages of the index. What a good is (`^`) is never looked up.
create function search_terms(shop uuid, words tsvector) returns int8[]
language sql immutable strict parallel safe cost 100000 as $$
  select array_agg((uuid_hash(shop)::int8 << 32) | (hashtext(word collate "C") & 4294967295))
  from unnest(tsvector_to_array(words)) as word where word not like '^%'
$$;

-- One table a postal region, with indexes of its own: a search reads those of the regions in reach, and one of them is
-- built anew beside the others. A region's table is made with its first shop.
create table search_documents_by_region (like search_documents including all excluding indexes) partition by list (region);
drop table search_documents;
alter table search_documents_by_region rename to search_documents;
alter table search_documents add constraint search_documents_shop_id_listing_id_region_pk
  primary key (shop_id, listing_id, region);
create index search_documents_product on search_documents (shop_id, product_id);
-- The few goods with a mark of origin, in the shops in reach.
create index search_documents_marked on search_documents (shop_id) where marks is not null;

-- Without fast update: its pending list would be read through by every query.
create index search_documents_terms on search_documents using gin (search_terms(shop_id, words))
  with (fastupdate = off);
