/** The application: reads the options, makes the beans the routes name, starts Camel and stops it. */
package org.hybridface.edge.app;
