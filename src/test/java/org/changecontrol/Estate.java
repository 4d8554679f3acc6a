package org.changecontrol;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What stands in the estate: everything that an import or a change could have altered. */
public final class Estate {

  private final JdbcClient jdbc;

  Estate(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Every live item whose name contains a mark, and every relationship that stands at one: all that
   * is recorded of them but their revision and when they were verified. Planned items are not live.
   */
  public Set<String> live(String mark) {
    Set<String> lines = new TreeSet<>();
    List<String> items =
        jdbc.sql(
                """
                select concat_ws(' | ', type, name, state, coalesce(criticality, 0),
                  coalesce(environment, '-'), coalesce(location, '-'), coalesce(owner, '-'),
                  cast(attributes as varchar), high_risk, cast(needs as varchar))
                from cmdb_item
                where name like :mark and state not in ('PLANNED', 'VOID', 'RETIRED', 'DISPOSED')
                """)
            .param("mark", "%" + mark + "%")
            .query(String.class)
            .list();
    List<String> relationships =
        jdbc.sql(
                """
                select concat_ws(' ', s.name, r.type, t.name, r.soft)
                from cmdb_relationship r
                join cmdb_item s on s.number = r.source join cmdb_item t on t.number = r.target
                where r.valid_until is null and (s.name like :mark or t.name like :mark)
                """)
            .param("mark", "%" + mark + "%")
            .query(String.class)
            .list();
    lines.addAll(items);
    lines.addAll(relationships);
    return lines;
  }
}
