/**
 * Takes edited route files while the device runs. {@link org.hybridface.edge.reload.RouteReload} looks at the folder and decides,
 * {@link org.hybridface.edge.reload.RoutePlan} says which routes an edit touches, {@link org.hybridface.edge.reload.RouteSwap}
 * exchanges them. Camel's own reload is not used: it stops every route, the camera's too, and leaves none running when a file is
 * broken.
 */
package org.hybridface.edge.reload;
