-- A parcel's row is written again with every word of its carrier. With room on its page the new one needs no index.
alter table shipments set (fillfactor = 70);
