-- A feed's page reads hundreds of documents. What fits on a page of the table is read with its row, not gathered from
-- beside it; a release makes all documents anew, so nothing has to be moved.
alter table register_document set (toast_tuple_target = 8160);
