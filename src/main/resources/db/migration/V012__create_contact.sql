-- Somebody to ask about a case study. Personal data: without versions, and only until the consent ends.
create table contact (
  id uuid primary key,
  case_study_id uuid not null references case_study on delete cascade,
  position integer not null,
  name text not null check (name ~ '\S'),
  role text,
  email text,
  consent_until date not null
);

create index contact_by_case_study on contact (case_study_id);
create index contact_by_consent on contact (consent_until);

grant select, insert, update, delete on contact to "${serviceRole}";
