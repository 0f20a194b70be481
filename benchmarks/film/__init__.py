"""What a film costs, and how soon it plays, beside the same storyboard made with moviepy."""
