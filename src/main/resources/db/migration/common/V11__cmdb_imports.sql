-- A source's standing relationships are read at each of its reports, to say which it no longer reports.
create index cmdb_relationship_by_reporter on cmdb_relationship (reported_by);
