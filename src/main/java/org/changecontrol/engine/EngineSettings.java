package org.changecontrol.engine;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSessionFactory;
import org.camunda.bpm.engine.impl.history.handler.HistoryEventHandler;
import org.camunda.bpm.engine.impl.incident.IncidentHandler;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Builds the platform's controls into the engine; what is a mere value stands in the settings. */
@Component
class EngineSettings extends AbstractProcessEnginePlugin {

  private final TaskRules taskRules;
  private final CalledParts calledParts;

  EngineSettings(TaskRules taskRules, CalledParts calledParts) {
    this.taskRules = taskRules;
    this.calledParts = calledParts;
  }

  @Override
  public void preInit(ProcessEngineConfigurationImpl engine) {
    List<BpmnParseListener> listeners = copy(engine.getCustomPreBPMNParseListeners());
    listeners.add(calledParts);
    listeners.add(taskRules);
    engine.setCustomPreBPMNParseListeners(listeners);

    List<CommandInterceptor> outer = copy(engine.getCustomPreCommandInterceptorsTxRequired());
    outer.add(0, new CollisionInterceptor());
    engine.setCustomPreCommandInterceptorsTxRequired(outer);
    List<CommandInterceptor> inner = copy(engine.getCustomPostCommandInterceptorsTxRequired());
    inner.add(new InnerCollisionInterceptor());
    engine.setCustomPostCommandInterceptorsTxRequired(inner);

    List<IncidentHandler> incidents = copy(engine.getCustomIncidentHandlers());
    incidents.add(new IncidentAdvice());
    engine.setCustomIncidentHandlers(incidents);

    List<SessionFactory> sessions = copy(engine.getCustomSessionFactories());
    sessions.addAll(NeedlessQuestions.spared());
    engine.setCustomSessionFactories(sessions);

    engine.setHistoryEventProducer(new LeanHistory());
    engine.setEnableDefaultDbHistoryEventHandler(false);
    List<HistoryEventHandler> historians = copy(engine.getCustomHistoryEventHandlers());
    historians.add(new LeanHistoryRecords());
    engine.setCustomHistoryEventHandlers(historians);
  }

  @Override
  public void postInit(ProcessEngineConfigurationImpl engine) {
    if (DbSqlSessionFactory.POSTGRES.equals(engine.getDatabaseType())) {
      engine
          .getDbSqlSessionFactory()
          .setSqlSessionFactory(
              new SessionsOfOneTrip(engine.getSqlSessionFactory().getConfiguration()));
    }
  }

  private static <T> List<T> copy(@Nullable List<T> list) {
    return list == null ? new ArrayList<>() : new ArrayList<>(list);
  }
}
