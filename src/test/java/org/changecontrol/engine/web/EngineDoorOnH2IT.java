package org.changecontrol.engine.web;

import org.changecontrol.OnH2;

@OnH2
class EngineDoorOnH2IT extends EngineDoorScenarios {}
