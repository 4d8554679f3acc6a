package org.changecontrol;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.MethodExecutionContext;
import net.ttddyy.dsproxy.listener.MethodExecutionListener;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Counts what some threads make the database do. An execution is one call that sends statements,
 * however many a batch holds.
 */
public final class DatabaseWork
    implements BeanPostProcessor, QueryExecutionListener, MethodExecutionListener {

  private final Predicate<Thread> counted;
  private final AtomicInteger commits = new AtomicInteger();
  private final AtomicInteger executions = new AtomicInteger();
  private final List<String> statements = new ArrayList<>();

  private DatabaseWork(Predicate<Thread> counted) {
    this.counted = counted;
  }

  /** Of requests over HTTP; what timers do, for example, is not counted. */
  static DatabaseWork ofRequests() {
    return new DatabaseWork(thread -> thread.getName().contains("-exec-"));
  }

  /** Of the thread that asks for it. */
  public static DatabaseWork ofThisThread() {
    var own = Thread.currentThread();
    return new DatabaseWork(thread -> thread == own);
  }

  /** A data source that is counted. */
  public DataSource counting(DataSource source) {
    return ProxyDataSourceBuilder.create(source).listener(this).methodListener(this).build();
  }

  /** What was done between two moments. */
  public record Done(int executions, int commits, List<String> statements) {}

  /** Begins to count anew. */
  public void forget() {
    executions.set(0);
    commits.set(0);
    synchronized (statements) {
      statements.clear();
    }
  }

  /** What was done since. */
  public Done done() {
    synchronized (statements) {
      return new Done(executions.get(), commits.get(), List.copyOf(statements));
    }
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    return bean instanceof DataSource source ? counting(source) : bean;
  }

  @Override
  public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {}

  @Override
  public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
    if (isCounted()) {
      executions.incrementAndGet();
      synchronized (statements) {
        statements.add(queries.isEmpty() ? "" : queries.get(0).getQuery());
      }
    }
  }

  @Override
  public void beforeMethod(MethodExecutionContext call) {}

  @Override
  public void afterMethod(MethodExecutionContext call) {
    if (isCounted() && call.getMethod().getName().equals("commit")) {
      commits.incrementAndGet();
    }
  }

  private boolean isCounted() {
    return counted.test(Thread.currentThread());
  }
}
