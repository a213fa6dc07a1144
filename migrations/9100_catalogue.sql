-- Room in each page for the new versions of its rows: a sale then touches no index.
alter table stock set (fillfactor = 80);
