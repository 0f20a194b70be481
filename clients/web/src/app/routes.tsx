/** The addresses of the dashboard. Each page is loaded when somebody goes there. */
import type { ComponentType } from "react";
import { createBrowserRouter, type LoaderFunction, type RouteObject } from "react-router";

import { Gate } from "./Gate";
import { Lost, RouteProblem } from "./RouteProblem";
import { Shell } from "./Shell";

/** A page, and what it asks for as soon as somebody goes there. */
type Loading = () => Promise<{ default: ComponentType; loader?: LoaderFunction }>;

function page(path: string, loading: Loading): RouteObject {
  return {
    path,
    ErrorBoundary: RouteProblem,
    lazy: async () => {
      const { default: Component, loader } = await loading();
      return { Component, ...(loader && { loader }) };
    },
  };
}

export const routes: RouteObject[] = [
  {
    Component: Shell,
    ErrorBoundary: RouteProblem,
    HydrateFallback: () => null,
    children: [
      page("/", () => import("../welcome/WelcomePage")),
      page("/sign-in", () => import("../welcome/SignInPage")),
      page("/sign-up", () => import("../welcome/SignUpPage")),
      page("/shared/:token", () => import("../film/SharedFilmPage")),
      {
        Component: Gate,
        ErrorBoundary: RouteProblem,
        children: [
          page("/library", () => import("../library/LibraryPage")),
          page("/answers/new", () => import("../answers/NewAnswersPage")),
          page("/answers/:responseId", () => import("../answers/AnswersPage")),
          page("/stories/:scriptId", () => import("../story/StoryPage")),
          page("/films/:videoId", () => import("../film/FilmPage")),
          page("/account", () => import("../account/AccountPage")),
          page("/operator", () => import("../operator/OperatorPage")),
        ],
      },
      { path: "*", Component: Lost },
    ],
  },
];

export const router = createBrowserRouter(routes);
