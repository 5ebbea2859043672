-- As V033.
alter table computed_change add topics text, add populations text;
