// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.spi.ManagementStrategy;
import org.hybridface.edge.cache.FaceCache;
import org.hybridface.edge.observe.DeviceMBeans;
import org.hybridface.edge.observe.ManagedRoutes;
import org.hybridface.edge.outbox.Outbox;
import org.hybridface.edge.print.Masked;
import org.hybridface.edge.print.Quoted;
import org.hybridface.edge.reload.RouteReload;
import org.hybridface.edge.time.SteadyClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the program does besides its routes: checks its port, leaves when it has done its work, and reports what it did. */
final class EdgeLife extends MainListenerSupport {

    private static final Logger LOG = LoggerFactory.getLogger(EdgeLife.class);

    static final int HIGHEST_PORT = 65_535;

    private final EdgeProgram main;
    private final DeviceOptions own;
    private final EdgeBeans beans;
    private Optional<Path> summary = Optional.empty();
    private String page = "none";

    EdgeLife(EdgeProgram main, DeviceOptions own, EdgeBeans beans) {
        this.own = own;
        this.main = main;
        this.beans = beans;
    }

    @Override
    public void beforeConfigure(BaseMainSupport support) {
        CamelContext context = support.getCamelContext();
        Options options = new Options(context);
        // Routes come after the start, and an edit may bring an endpoint at any time: JMX shows those, too.
        Optional.ofNullable(context.getManagementStrategy()).map(ManagementStrategy::getManagementAgent).ifPresent(agent -> agent.setRegisterAlways(true));
        checkNames(options);
        SecretPlaces.refuseOnTheCommandLine(System.getProperties());
        SecretPlaces.tellOfOpenOptions(DeviceOptions.file());
        options.camera("edge.camera");
        summary = DeviceSettings.summary(options);
        LocalPort port = new LocalPort(options.requiredText("edge.http.host"), DeviceSettings.port(options));
        Optional<String> noPort = port.problem();
        if (noPort.isPresent()) {
            LOG.error("event=port-used {}. The device goes on without its live page", noPort.get());
            System.setProperty("camel.management.enabled", "false");
        } else {
            page = "http://" + port.authority() + "/";
        }
        try {
            beans.configure(context);
        } catch (Exception e) {
            throw RuntimeCamelException.wrapRuntimeException(e);
        }
    }

    private void checkNames(Options options) {
        try {
            OptionReport report = OptionReport.ofNames(own, options.requiredPath("edge.routes.dir"));
            report.notes().forEach(note -> LOG.warn("event=option-unknown {}", note));
            if (!report.faults().isEmpty()) {
                throw new InvalidOptionException(String.join("; ", report.faults()));
            }
        } catch (IOException e) {
            throw new InvalidOptionException("the route files cannot be read (" + e + "): give this user the rights");
        }
    }

    @Override
    public void afterConfigure(BaseMainSupport support) {
        CamelContext context = support.getCamelContext();
        Options options = new Options(context);
        if (options.flag("edge.once")) {
            OnceWatch watch = new OnceWatch(
                    context.getRegistry().lookupByNameAndType("outbox", Outbox.class),
                    context.getRegistry().lookupByNameAndType("faceCache", FaceCache.class),
                    options.duration("edge.once.settle"), SteadyClock.SYSTEM, main);
            context.getRegistry().bind("onceWatch", watch);
        }
    }

    @Override
    public void afterStart(BaseMainSupport support) {
        CamelContext context = support.getCamelContext();
        try {
            RouteReload routes = EdgeReload.of(context, new Options(context), beans.live());
            context.addService(routes);
            DeviceMBeans.register(context, "routes", new ManagedRoutes(routes));
            if (new Options(context).flag("edge.once") && !routes.getRefused().isEmpty()) {
                throw new InvalidOptionException("with edge.once every route file must run: " + routes.getRefused().get(0));
            }
        } catch (Exception e) {
            throw RuntimeCamelException.wrapRuntimeException(e);
        }
        LOG.info("event=started thing={} camera={} page={}", Quoted.value(text("edge.thing")), Quoted.value(Masked.of(text("edge.camera"))), page);
    }

    @Override
    public void afterStop(BaseMainSupport support) {
        summary.ifPresent(file -> {
            try {
                beans.report().write(file);
                LOG.info("event=summary file={}", file);
            } catch (IOException e) {
                LOG.error("event=summary-failed edge.summary {} cannot be written ({}): give a file in a folder of this user", file, e.toString());
            }
        });
        LOG.info("event=stopped");
    }

    private String text(String option) {
        return new Options(main.getCamelContext()).requiredText(option);
    }
}
