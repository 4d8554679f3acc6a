package org.changecontrol.cmdb.web;

import org.changecontrol.OnH2;

@OnH2
class ItemsOverHttpOnH2IT extends ItemsOverHttpScenarios {}
