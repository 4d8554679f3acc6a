package org.changecontrol.engine;

import java.sql.Connection;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.defaults.DefaultSqlSession;
import org.apache.ibatis.session.defaults.DefaultSqlSessionFactory;
import org.apache.ibatis.transaction.Transaction;

/** The engine's way to PostgreSQL: {@link WritesInOneTrip}. */
final class SessionsOfOneTrip extends DefaultSqlSessionFactory {

  SessionsOfOneTrip(Configuration configuration) {
    super(configuration);
  }

  @Override
  public SqlSession openSession() {
    var environment = getConfiguration().getEnvironment();
    return session(
        environment
            .getTransactionFactory()
            .newTransaction(environment.getDataSource(), null, false));
  }

  @Override
  public SqlSession openSession(Connection connection) {
    return session(
        getConfiguration().getEnvironment().getTransactionFactory().newTransaction(connection));
  }

  private SqlSession session(Transaction transaction) {
    return new DefaultSqlSession(
        getConfiguration(), new WritesInOneTrip(getConfiguration(), transaction), false);
  }
}
