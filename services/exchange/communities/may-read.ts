// Who may read a community and what is said there. In: a reader. Out: SQL conditions. A community for members is listed for
// everyone in the network, who may join; what is said there is for those who have.
import type { Principal } from "../../../schema/principal.js";
import { joinSql, sql, type Sql } from "../../database/session.js";
import { shownSql } from "../moderation/shown.js";
import { knownSql } from "../records/seen.js";

/** Whether the reader may see that there is this community; on `exchange.community c`. */
export function communitySql({ visibility }: Principal): Sql {
  const level = visibility === "NETWORK" ? "true" : "c.visibility = 'PUBLIC'";
  return sql(`${level} and ${shownSql("c.id")}`);
}

/** Whether the reader may read a discussion; on `exchange.discussion d` joined to `exchange.community c`. */
export function discussionSql(reader: Principal): Sql {
  return joinSql(
    [
      communitySql(reader),
      sql(shownSql("d.id")),
      sql(knownSql("d.by", reader.visibility)),
      sql(
        `c.visibility <> 'MEMBERS' or exists (select 1 from exchange.member m where m.community = c.id and m.organization = ?)`,
        reader.organization,
      ),
    ],
    "and",
  );
}

/** Whether the reader may know of a post of a discussion that they may read; on `exchange.post p`. */
export function postSql({ visibility }: Principal): Sql {
  return sql(knownSql("p.by", visibility));
}
