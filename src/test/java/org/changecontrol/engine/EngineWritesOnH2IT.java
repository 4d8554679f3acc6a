package org.changecontrol.engine;

import org.changecontrol.OnH2;

@OnH2
class EngineWritesOnH2IT extends EngineWritesScenarios {}
