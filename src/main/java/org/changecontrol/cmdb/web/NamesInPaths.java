package org.changecontrol.cmdb.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Lets the name of an item stand in a path: names have slashes, as in {@code rack:Akron / Closet}.
 * The server hands an encoded slash on as it is, so that it never divides a path, and the firewall
 * lets it through below {@code /api/items/} only.
 */
@Configuration(proxyBeanMethods = false)
class NamesInPaths {

  private static final String ITEMS = "/api/items/";

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> encodedSlashesAreHandedOn() {
    return factory ->
        factory.addConnectorCustomizers(
            connector ->
                connector.setEncodedSolidusHandling(
                    EncodedSolidusHandling.PASS_THROUGH.getValue()));
  }

  @Bean
  HttpFirewall firewall() {
    var strict = new StrictHttpFirewall();
    var names = new StrictHttpFirewall();
    names.setAllowUrlEncodedSlash(true);
    names.setAllowUrlEncodedDoubleSlash(true);
    names.setAllowUrlEncodedPercent(true);
    return new HttpFirewall() {

      @Override
      public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
        return (isOfItem(request) ? names : strict).getFirewalledRequest(request);
      }

      @Override
      public HttpServletResponse getFirewalledResponse(HttpServletResponse response) {
        return strict.getFirewalledResponse(response);
      }
    };
  }

  private static boolean isOfItem(HttpServletRequest request) {
    return request.getRequestURI().startsWith(request.getContextPath() + ITEMS);
  }
}
