-- Makes the database and the roles on a server that was named to run.sh, unless they are there; as its superuser. In
-- docker/create-database.sh is the same for good.
\set ON_ERROR_STOP on
\set QUIET on
select format('create role %I login password ''only-for-this-machine''', r)
from unnest(array['casebook_owner', 'casebook_service']) r where to_regrole(r) is null \gexec
select format('create database %I owner casebook_owner template template0 encoding ''UTF8''', :'db')
where not exists (select from pg_database where datname = :'db') \gexec
\connect :db
alter schema public owner to casebook_owner;
revoke all on schema public from public;
grant usage on schema public to casebook_service;
