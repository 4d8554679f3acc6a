package org.changecontrol.engine.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Set;
import org.camunda.bpm.engine.rest.exception.ExceptionHandler;
import org.camunda.bpm.engine.rest.exception.JsonMappingExceptionHandler;
import org.camunda.bpm.engine.rest.exception.JsonParseExceptionHandler;
import org.camunda.bpm.engine.rest.exception.ProcessEngineExceptionHandler;
import org.camunda.bpm.engine.rest.exception.RestExceptionHandler;
import org.camunda.bpm.engine.rest.impl.CamundaRestResources;
import org.changecontrol.identity.Actors;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/**
 * Hangs the door into both places where the engine serves its API: under {@code /engine-rest} and,
 * for the webapps, under {@code /camunda/api}.
 */
@Configuration(proxyBeanMethods = false)
class EngineApi {

  /**
   * The JAX-RS applications of the engine read these sets when they start and are not made by
   * Spring, so the sets are changed before anything else is.
   */
  @Bean
  static BeanFactoryPostProcessor engineApiProviders() {
    return beans -> {
      Set<Class<?>> providers = CamundaRestResources.getConfigurationClasses();
      providers.remove(ExceptionHandler.class);
      providers.remove(ProcessEngineExceptionHandler.class);
      providers.remove(RestExceptionHandler.class);
      providers.remove(JsonMappingExceptionHandler.class);
      providers.remove(JsonParseExceptionHandler.class);
      providers.add(EngineErrors.class);
      providers.add(SubmissionReader.class);
    };
  }

  /**
   * Filters are made with the web server, before the database and the engine, and ask for both
   * late.
   */
  @Bean
  FilterRegistrationBean<EngineDoor> engineDoor(
      @Lazy Actors actors,
      @Lazy Subjects subjects,
      @Lazy FailedJobs failedJobs,
      ApplicationEventPublisher events,
      ObjectMapper json) {
    FilterRegistrationBean<EngineDoor> door =
        new FilterRegistrationBean<>(new EngineDoor(actors, subjects, failedJobs, events, json));
    door.addUrlPatterns(Call.ENGINE_REST + "/*", Call.WEBAPPS + "/*");
    door.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 10);
    return door;
  }
}
