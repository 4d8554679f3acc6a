package org.changecontrol;

import org.springframework.boot.test.context.TestConfiguration;

/** Beans that both test contexts share. */
@TestConfiguration(proxyBeanMethods = false)
class PlatformTestSupport {}
