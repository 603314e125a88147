package tireless.server;

import tireless.control.Commands;
import tireless.control.Intake;
import tireless.control.Inventory;
import tireless.control.Watch;
import tireless.engine.Engine;
import tireless.model.TimeSource;
import tireless.store.Store;

/** What a server calls. It closes none of them. */
public record Services(
        Intake intake,
        Commands commands,
        Inventory inventory,
        Watch watch,
        Engine engine,
        Store store,
        TimeSource time,
        ServerProcess process) {}
