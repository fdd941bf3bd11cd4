// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.reload;

import java.nio.file.Path;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.hybridface.routecheck.RouteFile;

/** What Camel reads a route file with. */
record RouteBuilders(CamelContext context, Path folder) {

    RouteBuilder of(RouteFile file) throws Exception {
        Resource resource = ResourceHelper.fromString("file:" + folder.resolve(file.name()), file.text());
        return (RouteBuilder) PluginHelper.getRoutesLoader(context).findRoutesBuilders(Set.of(resource)).iterator().next();
    }
}
