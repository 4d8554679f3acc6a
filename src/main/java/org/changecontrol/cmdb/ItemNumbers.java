package org.changecontrol.cmdb;

import java.sql.DatabaseMetaData;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.stereotype.Component;

/** Gives out item keys, as many as are asked for in one statement; a key is never given twice. */
@Component
public class ItemNumbers {

  private final JdbcTemplate jdbc;
  private final String statement;

  ItemNumbers(JdbcTemplate jdbc, DataSource dataSource) throws MetaDataAccessException {
    this.jdbc = jdbc;
    // Taking many values of a sequence at once is said differently by every database.
    this.statement =
        "PostgreSQL".equals(product(dataSource))
            ? "select nextval('cmdb_item_number') from generate_series(1, ?)"
            : "select next value for cmdb_item_number from system_range(1, ?)";
  }

  private static String product(DataSource dataSource) throws MetaDataAccessException {
    return JdbcUtils.extractDatabaseMetaData(dataSource, DatabaseMetaData::getDatabaseProductName);
  }

  /**
   * @param count at least 0
   */
  public List<ItemKey> next(int count) {
    return count == 0
        ? List.of()
        : jdbc.queryForList(statement, Long.class, count).stream()
            .sorted()
            .map(ItemKey::of)
            .toList();
  }
}
