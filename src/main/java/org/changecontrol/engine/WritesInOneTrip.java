package org.changecontrol.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.BatchUpdateException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.ibatis.executor.BatchExecutor;
import org.apache.ibatis.executor.BatchExecutorException;
import org.apache.ibatis.executor.BatchResult;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.RowBounds;
import org.apache.ibatis.transaction.Transaction;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;
import org.postgresql.util.PSQLException;

/**
 * Sends what the engine has gathered to write, up to fifty operations, in one trip to the database
 * instead of one for each table: PostgreSQL takes several statements in one message and answers
 * each of them. How many rows each has touched comes back as ever; the engine finds collisions by
 * it.
 */
final class WritesInOneTrip extends BatchExecutor {

  private final List<Write> writes = new ArrayList<>();

  WritesInOneTrip(Configuration configuration, Transaction transaction) {
    super(configuration, transaction);
  }

  @Override
  public int doUpdate(MappedStatement statement, Object parameter) throws SQLException {
    var handler =
        configuration.newStatementHandler(
            this, statement, parameter, RowBounds.DEFAULT, null, null);
    var write = new Write(statement, handler.getBoundSql().getSql(), parameter);
    handler.parameterize(write.recorder());
    writes.add(write);
    return BATCH_UPDATE_RETURN_VALUE;
  }

  @Override
  public List<BatchResult> doFlushStatements(boolean isRollback) throws SQLException {
    try {
      return isRollback || writes.isEmpty() ? List.of() : List.of(sent());
    } finally {
      writes.clear();
    }
  }

  private BatchResult sent() throws SQLException {
    var first = writes.get(0);
    var sql = writes.stream().map(Write::sql).collect(Collectors.joining(";\n"));
    var result = new BatchResult(first.statement, sql, first.parameter);
    try (var statement = getConnection(first.statement.getStatementLog()).prepareStatement(sql)) {
      applyTransactionTimeout(statement);
      // Such a text seldom comes again: the server need not keep it.
      statement.unwrap(PGStatement.class).setPrepareThreshold(0);
      int place = 0;
      for (var write : writes) {
        place += write.play(statement, place);
      }
      statement.execute();
      result.setUpdateCounts(counts(statement));
      return result;
    } catch (PSQLException failed) {
      throw new BatchExecutorException(
          "Writing " + writes.size() + " operations failed", told(failed), List.of(), result);
    }
  }

  private int[] counts(PreparedStatement statement) throws SQLException {
    var counts = new int[writes.size()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = statement.getUpdateCount();
      statement.getMoreResults();
    }
    if (statement.getUpdateCount() != -1 || Arrays.stream(counts).anyMatch(count -> count < 0)) {
      throw new IllegalStateException("one row count for each write was expected: " + writes);
    }
    return counts;
  }

  /** The database does not say which statement failed; the table that it names tells enough. */
  private BatchUpdateException told(PSQLException failed) {
    var error = failed.getServerErrorMessage();
    var table = error == null ? null : error.getTable();
    var before = new int[table == null ? 0 : firstTo(table)];
    Arrays.fill(before, 1);
    var told =
        new BatchUpdateException(
            failed.getMessage(), failed.getSQLState(), failed.getErrorCode(), before, failed);
    told.setNextException(failed);
    return told;
  }

  private int firstTo(String table) {
    for (int i = 0; i < writes.size(); i++) {
      if (writes.get(i).isTo(table)) {
        return i;
      }
    }
    return 0;
  }

  /** One operation, with its values as they are when the engine hands it over. */
  private static final class Write {

    private final MappedStatement statement;
    private final String sql;
    private final Object parameter;
    private final List<Value> values = new ArrayList<>();

    /** What is set, and how. */
    private record Value(Method setter, Object[] arguments) {}

    private Write(MappedStatement statement, String sql, Object parameter) {
      this.statement = statement;
      this.sql = sql;
      this.parameter = parameter;
    }

    private String sql() {
      return sql;
    }

    /** Whether it adds to the table or changes rows in it. */
    private boolean isTo(String table) {
      return Pattern.compile(
              "\\s*(insert\\s+into|update)\\s+" + Pattern.quote(table) + "\\b.*",
              Pattern.CASE_INSENSITIVE | Pattern.DOTALL)
          .matcher(sql)
          .matches();
    }

    private PreparedStatement recorder() {
      return (PreparedStatement)
          Proxy.newProxyInstance(
              PreparedStatement.class.getClassLoader(),
              new Class<?>[] {PreparedStatement.class},
              (proxy, method, arguments) -> {
                values.add(new Value(method, arguments.clone()));
                return null;
              });
    }

    /** How many values it has set, the first one after the given place. */
    private int play(PreparedStatement target, int place) throws SQLException {
      for (var value : values) {
        var arguments = value.arguments.clone();
        arguments[0] = place + (Integer) arguments[0];
        set(target, value.setter, arguments);
      }
      return values.size();
    }

    private static void set(PreparedStatement target, Method setter, @Nullable Object[] arguments)
        throws SQLException {
      try {
        setter.invoke(target, arguments);
      } catch (InvocationTargetException failed) {
        throw failed.getCause() instanceof SQLException cause
            ? cause
            : new SQLException(failed.getCause());
      } catch (IllegalAccessException impossible) {
        throw new IllegalStateException(impossible);
      }
    }

    @Override
    public String toString() {
      return statement.getId();
    }
  }
}
