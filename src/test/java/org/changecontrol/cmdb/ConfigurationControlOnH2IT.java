package org.changecontrol.cmdb;

import org.changecontrol.OnH2;

@OnH2
class ConfigurationControlOnH2IT extends ConfigurationControlScenarios {}
