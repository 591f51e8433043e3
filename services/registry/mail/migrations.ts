// What sending mail needs of the tables. In: nothing. Out: the migrations, oldest first; one that was released is never edited.
import { Migration } from "@mikro-orm/migrations";

class PrepareMail extends Migration {
  override up(): void {
    // A message to a member goes with the member. One digest waits for each at most: what comes is added to it.
    this.addSql(`alter table registry.outbox add tries integer not null default 0,
      add next_at timestamptz(3) not null default now(),
      add member uuid references registry.member on delete cascade`);
    this.addSql(`create unique index outbox_digest on registry.outbox (member) where template = 'digest'`);
    this.addSql(`create index on registry.outbox (next_at)`);
    this.addSql(`alter table registry.member add language text not null default 'en'`);
  }

  override down(): void {
    this.addSql(`alter table registry.member drop language`);
    this.addSql(`alter table registry.outbox drop tries, drop next_at, drop member`);
  }
}

class StopDigests extends Migration {
  override up(): void {
    // Who wants no digests: keyed digests of addresses. No account: who is invited anew is not sent them anew.
    this.addSql(`create table registry.digest_stop (address text collate "C" primary key,
      at timestamptz(3) not null default now())`);
  }

  override down(): void {
    this.addSql(`drop table registry.digest_stop`);
  }
}

export const MAIL_MIGRATIONS = [
  { name: "0540-prepare-mail", class: PrepareMail },
  { name: "0573-stop-digests", class: StopDigests },
];
