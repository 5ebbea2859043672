-- The primary key begins with the same column.
drop index summary_figure_measured;
